"""The chronology in the forms of other programs and for people: one module a form.

Each is a pure function of the record's answer, in a fixed order: equal records give equal bytes.
"""
