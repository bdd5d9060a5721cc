"""One file a provider: the door an outside system knocks on. All of them open through gigafibre_fsm.webhooks."""
