"""Makes, at the AWS endpoint of this environment, what the services need there: a table, a queue, buckets and keys.

Run again it changes nothing. In an account of AWS platform-infra does this; here it is moto.
"""

import sys

import botocore.session
from botocore.exceptions import ClientError

BUCKETS = ("gatehouse-audit", "gatehouse-inbox", "gatehouse-quarantine")
TABLE = "gatehouse-scanner"
QUEUE = "gatehouse-scanner"
KEYS = ("parameters", "secrets", "quarantine")


def unless_there(make, *codes):
    try:
        make()
    except ClientError as problem:
        if problem.response["Error"]["Code"] not in codes:
            raise


def buckets(s3):
    for bucket in BUCKETS:
        unless_there(lambda name=bucket: s3.create_bucket(Bucket=name), "BucketAlreadyOwnedByYou", "BucketAlreadyExists")
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def table(dynamodb):
    texts = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "list", "place")]

    def key(hashed, ranged):
        return [{"AttributeName": hashed, "KeyType": "HASH"}, {"AttributeName": ranged, "KeyType": "RANGE"}]

    unless_there(
        lambda: dynamodb.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=texts,
            KeySchema=key("pk", "sk"),
            GlobalSecondaryIndexes=[
                {"IndexName": "by-time", "KeySchema": key("list", "place"), "Projection": {"ProjectionType": "ALL"}}
            ],
        ),
        "ResourceInUseException",
    )


def keys(kms):
    there = {alias["AliasName"] for alias in kms.list_aliases()["Aliases"]}
    for name in KEYS:
        alias = f"alias/gatehouse-{name}"
        if alias not in there:
            key = kms.create_key(Description=f"Gatehouse: {name}")["KeyMetadata"]["KeyId"]
            kms.create_alias(AliasName=alias, TargetKeyId=key)


def main():
    session = botocore.session.get_session()
    endpoint = sys.argv[1]

    def client(service):
        return session.create_client(service, region_name="us-east-1", endpoint_url=endpoint)

    buckets(client("s3"))
    table(client("dynamodb"))
    # What is there already with the same attributes is no error.
    client("sqs").create_queue(QueueName=QUEUE)
    keys(client("kms"))


main()
