"""Holds answers against their definitions in a schema, or without a name against the whole: validate_json.py SCHEMA ANSWERS

Prints what is wrong, a line each, as a JSON list.
"""

import json
import sys

from jsonschema import Draft202012Validator

schema, answers = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
Draft202012Validator.check_schema(schema)
wrong = []
for name, answer in answers:
    validator = Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"} if name else schema)
    for error in validator.iter_errors(answer):
        place = "/".join(str(part) for part in error.absolute_path)
        wrong.append(f"{name} {place}: {error.message[:200]}")
print(json.dumps(wrong))
