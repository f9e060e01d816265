"""Hands each step of a rotation that Secrets Manager asks for to config-service, which does it.

The function holds no secret and may read none. It proves who it is as config-service expects of AWS identities: by a
GetCallerIdentity request that is signed, for this one server and for some minutes, and not sent.

Secrets Manager repeats a step whose function fails. So a step that config-service does not confirm, by 200 and "done", is a
failure here. A redirect is none either: it would carry the proof of who calls to somebody else.
"""

import base64
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request

import botocore.session
from botocore.auth import SigV4QueryAuth
from botocore.awsrequest import AWSRequest

STEPS = {"createSecret": "create", "setSecret": "set", "testSecret": "test", "finishSecret": "finish"}
SECRET = re.compile(r"arn:[^:]+:secretsmanager:[^:]+:[0-9]{12}:secret:(.+)-[A-Za-z0-9]{6}")
SIGNED_SECONDS = 300
ANSWER_SECONDS = 50
LONGEST_ANSWER = 65536


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def handler(event, context):
    """event: SecretId (an ARN), ClientRequestToken (the new version), Step."""
    name = SECRET.fullmatch(event["SecretId"]).group(1)
    body = {"step": STEPS[event["Step"]], "version": event["ClientRequestToken"]}
    url = os.environ["CONFIG_URL"] + "/v1/secrets/" + urllib.parse.quote(name) + ":rotation-step"
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + identity(), "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with OPENER.open(request, timeout=ANSWER_SECONDS) as answer:
            status = answer.status
            done = status == 200 and is_done(answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as refused:
        # Without its cause: what config-service says is for its own log.
        raise RuntimeError(f"config-service answered {refused.code} to {body['step']} of {name}") from None
    if not done:
        raise RuntimeError(f"config-service answered {status} to {body['step']} of {name}, and not that it is done")
    print(json.dumps({"secret": name, "step": body["step"], "version": body["version"], "status": status}))


def is_done(answer):
    try:
        return json.loads(answer).get("done") is True
    except (ValueError, AttributeError):
        return False


def identity():
    region = os.environ["AWS_REGION"]
    request = AWSRequest(
        "GET",
        f"https://sts.{region}.amazonaws.com/",
        params={"Action": "GetCallerIdentity", "Version": "2011-06-15"},
        headers={"x-gatehouse-server-id": os.environ["CONFIG_SERVER_ID"]},
    )
    credentials = botocore.session.get_session().get_credentials()
    SigV4QueryAuth(credentials, "sts", region, expires=SIGNED_SECONDS).add_auth(request)
    return "gatehouse-aws-v1." + base64.urlsafe_b64encode(request.url.encode()).decode().rstrip("=")
