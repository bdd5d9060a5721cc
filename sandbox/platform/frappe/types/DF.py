"""Names of field types, for annotations of controllers (`name: DF.Data`). They hold nothing at run time."""

from datetime import date, datetime, timedelta
from typing import Any, Literal

Attach = AttachImage = Autocomplete = Barcode = Code = Color = Data = DynamicLink = str
Geolocation = HTMLEditor = Icon = JSON = Link = LongText = MarkdownEditor = Password = Phone = str
ReadOnly = Signature = SmallText = Text = TextEditor = str
Check = Duration = Int = int
Currency = Float = Percent = Rating = float
Date = str | date
Datetime = str | datetime
Time = str | timedelta
Select = Literal
Table = TableMultiSelect = list
Any = Any
