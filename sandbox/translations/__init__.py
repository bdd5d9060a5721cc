"""The app's words in both languages: collects the English ones into `locale/main.pot`, keeps `fr.po` in step, and
names what is missing.

`make translations` after writing a string, then fill the empty `msgstr` of `fr.po`; `make check-translations` says
what is left. On a bench `bench generate-pot-file --app gigafibre_fsm` collects the same messages.
"""
