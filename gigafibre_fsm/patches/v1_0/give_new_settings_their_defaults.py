from gigafibre_fsm.install import give_new_settings_their_defaults


def execute() -> None:
	"""Once a version that brings settings; name it again in patches.txt, with the date, for the next ones."""
	give_new_settings_their_defaults()
