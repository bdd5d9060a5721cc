"""The message templates that the system templates name: the terms of a residential contract. No frappe.

They are a start: the company has its own terms, written by those who answer for them.
"""

TERMS_FR = """ENTENTE DE SERVICE RÉSIDENTIEL

Entre {{ company }} (« nous ») et {{ customer.customer_name }} (« vous »).

1. Le service. Nous vous fournissons {% if subscription is defined %}{{ subscription.plan_name }}, au prix de {{ subscription.price | money }}, taxes en sus{% else %}le service convenu, au prix convenu, taxes en sus{% endif %}{% if location is defined %}, à l'adresse suivante : {{ location.title }}{% endif %}.

2. La durée. L'entente est de durée indéterminée. Vous pouvez y mettre fin en tout temps par un avis; elle prend fin à la réception de l'avis ou à la date que vous y indiquez.

3. Les factures. Elles sont émises d'avance à chaque période et payables à la date d'échéance. Nous vous écrivons avant toute suspension pour défaut de paiement.

4. L'équipement. Le modem et le boîtier optique nous appartiennent. Vous en prenez soin et nous les rendez à la fin de l'entente.

5. Les pannes. Avisez-nous dès que le service manque; nous le rétablissons au plus tôt et créditons les interruptions de plus de 48 heures qui nous sont attribuables.

6. Les changements. Nous vous avisons par écrit au moins 30 jours avant tout changement; si vous le refusez, vous pouvez mettre fin à l'entente sans frais.

7. Vos renseignements. Nous ne recueillons que ceux qui servent à vous fournir le service et ne les vendons jamais."""

TERMS_EN = """RESIDENTIAL SERVICE AGREEMENT

Between {{ company }} (“we”) and {{ customer.customer_name }} (“you”).

1. The service. We provide you with {% if subscription is defined %}{{ subscription.plan_name }}, at the price of {{ subscription.price | money }}, plus taxes{% else %}the agreed service, at the agreed price, plus taxes{% endif %}{% if location is defined %}, at this address: {{ location.title }}{% endif %}.

2. Term. The agreement has no fixed term. You may end it at any time by giving notice; it ends when we receive the notice, or on the date you give in it.

3. Invoices. They are issued in advance for each period and payable on their due date. We write to you before any suspension for non-payment.

4. Equipment. The modem and the optical terminal are ours. You take care of them, and return them when the agreement ends.

5. Outages. Tell us as soon as the service fails; we restore it as soon as we can, and credit interruptions of more than 48 hours that are due to us.

6. Changes. We tell you in writing at least 30 days before any change; if you refuse it, you may end the agreement at no cost.

7. Your information. We collect only what serves to provide the service, and never sell it."""

MESSAGES = (
	{
		"title": "Entente de service résidentiel",
		"channel": "Email",
		"applies_to": "Service Contract",
		"subject_fr": "Votre entente de service",
		"body_fr": TERMS_FR,
		"subject_en": "Your service agreement",
		"body_en": TERMS_EN,
	},
)
