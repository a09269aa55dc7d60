"""Makes the bucket for uploaded files where it is not there yet."""

import os

import boto3

store = boto3.resource(
    "s3",
    endpoint_url=os.environ["S3_ENDPOINT_URL"],
    aws_access_key_id=os.environ["S3_ACCESS_KEY"],
    aws_secret_access_key=os.environ["S3_SECRET_KEY"],
)
bucket = store.Bucket(os.environ["S3_BUCKET"])
if bucket.creation_date is None:
    bucket.create()
