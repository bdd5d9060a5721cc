# The app's words: English in the source, French in gigafibre_fsm/locale/fr.po.
.PHONY: translations check-translations

translations: $(VENV_READY) ## Collect new messages into main.pot and fr.po, keeping what is translated
	$(BIN)/python -m sandbox.translations extract

check-translations: $(VENV_READY) ## Name each message that is missing, untranslated, fuzzy or has other placeholders
	$(BIN)/python -m sandbox.translations check
