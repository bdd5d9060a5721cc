"""DocuSeal tells us of signatures."""

from werkzeug.wrappers import Response

from gigafibre_fsm import webhooks
from gigafibre_fsm.api.access import endpoint


@endpoint(signed_by="docuseal", methods=("POST",))
def receive() -> Response:
	"""Keep the event of this request: 2xx once it is kept, 4xx when it is not theirs."""
	return webhooks.receive("docuseal")
