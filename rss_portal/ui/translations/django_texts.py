"""Django's own texts that people of this portal see: errors of forms, signing in, passwords.

Django's Kazakh catalogue is about half translated, so these have own texts in locale/ui. Each is (text, plural).
"""

_TOO_LONG = "Ensure this value has at most %(limit_value)d character%s (it has %(show_value)d)."
_TOO_SHORT = "Ensure this value has at least %(limit_value)d character%s (it has %(show_value)d)."
_FILE_NAME = "Ensure this filename has at most %(max)d character%s (it has %(length)d)."
_DIGITS = "Ensure that there are no more than %(max)s digit%s in total."
_PLACES = "Ensure that there are no more than %(max)s decimal place%s."
_BEFORE_POINT = "Ensure that there are no more than %(max)s digit%s before the decimal point."
_TOO_FEW_SIGNS = "This password is too short. It must contain at least %d character%s."
_FEWEST_SIGNS = "Your password must contain at least %(min_length)d character%s."

_COUNTED = (
    _TOO_LONG,
    _TOO_SHORT,
    _FILE_NAME,
    _DIGITS,
    _PLACES,
    _BEFORE_POINT,
    _TOO_FEW_SIGNS,
    _FEWEST_SIGNS,
)
_PLAIN = (
    "This field is required.",
    "Enter a valid value.",
    "Enter a number.",
    "Enter a whole number.",
    "Enter a valid integer.",
    "Enter a valid date.",
    "Enter a valid time.",
    "Enter a valid date/time.",
    "Enter a valid URL.",
    "Enter a valid email address.",
    "Enter a valid UUID.",
    "Enter a list of values.",
    "Enter a complete value.",
    "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    "Ensure this value is less than or equal to %(limit_value)s.",
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Null characters are not allowed.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
    "“%(pk)s” is not a valid value.",
    "No file was submitted.",
    "No file was submitted. Check the encoding type on the form.",
    "The submitted file is empty.",
    "File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s.",
    "%(model_name)s with this %(field_label)s already exists.",
    "Please enter a correct %(username)s and password. Note that both fields may be case-sensitive.",
    "This account is inactive.",
    "The two password fields didn’t match.",
    "Your old password was entered incorrectly. Please enter it again.",
    "Old password",
    "New password",
    "New password confirmation",
    "Enter the same password as before, for verification.",
    "Email",
    "A user with that username already exists.",
    "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
    "The password is too similar to the %(verbose_name)s.",
    "Your password can’t be too similar to your other personal information.",
    "This password is too common.",
    "Your password can’t be a commonly used password.",
    "This password is entirely numeric.",
    "Your password can’t be entirely numeric.",
    "email address",
    "username",
    "first name",
    "last name",
    "password",
)

DJANGO_TEXTS: tuple[tuple[str, ...], ...] = (
    *((text,) for text in _PLAIN),
    *(
        (text.replace("%s ", " ").replace("%s.", "."), text.replace("%s ", "s ").replace("%s.", "s."))
        for text in _COUNTED
    ),
)
