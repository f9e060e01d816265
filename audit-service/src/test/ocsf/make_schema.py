#!/usr/bin/env python3
"""Makes one JSON Schema (draft 2020-12) of the OCSF classes that audit-service writes.

Usage: make_schema.py <checkout of ocsf/ocsf-schema> <file to write>; README.md beside this tells which checkout.
"""
import json
import pathlib
import sys

CLASSES = ["base_event", "api_activity", "account_change", "authentication", "network_activity", "http_activity",
           "detection_finding"]
PROFILES = {"cloud", "datetime"}
INT = {"integer_t": 2 ** 31, "long_t": 2 ** 63}


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def merged(base, more):
    """What more says wins, attribute by attribute and enum member by enum member."""
    out = dict(base)
    for key, value in more.items():
        out[key] = merged(out[key], value) if isinstance(value, dict) and isinstance(out.get(key), dict) else value
    return out


class Metaschema:
    def __init__(self, root):
        self.root = root
        self.dictionary = load(root / "dictionary.json")
        self.categories = load(root / "categories.json")["attributes"]
        self.version = load(root / "version.json")["version"]
        self.events = self.named(root / "events")
        self.objects = self.named(root / "objects")

    @staticmethod
    def named(folder):
        return {item["name"]: item for item in map(load, sorted(folder.rglob("*.json"))) if "name" in item}

    def included(self, paths):
        attributes = {}
        for path in [paths] if isinstance(paths, str) else paths:
            include = load(self.root / path)
            for name, attribute in include["attributes"].items():
                attribute = merged(include.get("annotations", {}), attribute)
                if include.get("meta") == "profile":
                    attribute = merged({"profile": include["name"]}, attribute)
                attributes[name] = attribute
        return attributes

    def resolved(self, item, others):
        """The item with what it extends and includes, and without the attributes of profiles that are not used."""
        parent = self.resolved(others[item["extends"]], others) if "extends" in item else {}
        own = dict(item.get("attributes", {}))
        attributes = merged(parent.get("attributes", {}), self.included(own.pop("$include", [])))
        out = {key: value for key, value in {**parent, **item}.items() if key != "constraints"}
        if "constraints" in item or "constraints" in parent:
            out["constraints"] = item.get("constraints", parent.get("constraints"))
        out["attributes"] = merged(attributes, own)
        return out

    def attributes(self, item):
        """Name to (attribute, its dictionary entry merged), with the datetime profile's siblings."""
        for name, attribute in item["attributes"].items():
            profile = attribute.get("profile")
            if profile is not None and profile not in PROFILES:
                continue
            full = merged(self.dictionary["attributes"].get(name, {}), attribute)
            yield name, full
            if full["type"] == "timestamp_t" and "datetime" in PROFILES:
                yield name + "_dt", {"type": "datetime_t", "requirement": "optional"}


class Generator:
    def __init__(self, metaschema):
        self.meta = metaschema
        self.definitions = {}

    def type_name(self, name):
        if name in self.meta.dictionary["types"]["attributes"]:
            self.scalar(name)
        else:
            self.object(name)
        return {"$ref": "#/$defs/" + name}

    def scalar(self, name):
        if name in self.definitions:
            return
        entry = self.meta.dictionary["types"]["attributes"][name]
        base = entry.get("type", name)
        schema = {"json_t": {}, "boolean_t": {"type": "boolean"}, "float_t": {"type": "number"}}.get(base)
        if schema is None and base in INT:
            low, high = entry.get("range", [-INT[base], INT[base] - 1])
            schema = {"type": "integer", "minimum": low, "maximum": high}
        elif schema is None:
            schema = {"type": "string"}
            if "max_len" in entry:
                schema["maxLength"] = entry["max_len"]
            if "regex" in entry:
                schema["pattern"] = entry["regex"]
        self.definitions[name] = schema

    def object(self, name):
        if name in self.definitions:
            return
        self.definitions[name] = {}
        if name == "object":
            self.definitions[name] = {"type": "object"}
            return
        item = self.meta.resolved(self.meta.objects[name], self.meta.objects)
        self.definitions[name].update(self.closed(item))

    def closed(self, item):
        properties, required = {}, []
        for name, attribute in self.meta.attributes(item):
            schema = self.type_name(attribute["type"])
            if "enum" in attribute:
                values = [int(v) if v.lstrip("-").isdigit() else v for v in attribute["enum"]]
                schema = {"enum": sorted(values, key=str)}
            properties[name] = {"type": "array", "items": schema} if attribute.get("is_array") else schema
            if attribute.get("requirement") == "required":
                required.append(name)
        schema = {"type": "object", "properties": dict(sorted(properties.items())), "additionalProperties": False}
        if required:
            schema["required"] = sorted(required)
        for kind, keyword in (("at_least_one", "anyOf"), ("just_one", "oneOf")):
            names = item.get("constraints", {}).get(kind)
            if names:
                schema[keyword] = [{"required": [name]} for name in names if name in properties]
        return schema

    def event(self, name):
        item = self.meta.resolved(self.meta.events[name], self.meta.events)
        category = self.meta.categories.get(item["category"], {"uid": 0})["uid"]
        uid = category * 1000 + item.get("uid", 0)
        schema = self.closed(item)
        activities = schema["properties"]["activity_id"]["enum"]
        schema["properties"]["category_uid"] = {"const": category}
        schema["properties"]["class_uid"] = {"const": uid}
        schema["properties"]["type_uid"] = {"enum": [uid * 100 + activity for activity in activities]}
        schema["oneOf" if "oneOf" not in schema else "allOf"] = [
            {"properties": {"activity_id": {"const": a}, "type_uid": {"const": uid * 100 + a}}} for a in activities]
        return uid, schema


def main(checkout, target):
    generator = Generator(Metaschema(pathlib.Path(checkout)))
    for name in CLASSES:
        uid, schema = generator.event(name)
        generator.definitions["class_%d" % uid] = schema
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "OCSF %s, profiles %s; made by src/test/ocsf/make_schema.py from ocsf/ocsf-schema, Apache-2.0"
                    % (generator.meta.version, ", ".join(sorted(PROFILES))),
        "$defs": dict(sorted(generator.definitions.items())),
    }
    lines = json.dumps(document, indent=None, separators=(",", ":")).replace('},"', '},\n"')
    pathlib.Path(target).write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
