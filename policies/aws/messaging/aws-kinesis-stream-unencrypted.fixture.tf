variable "encryption" {
  type = string
}

# fail
resource "aws_kinesis_stream" "silent" {
  name        = "clicks"
  shard_count = 1
}

resource "aws_kinesis_stream" "none" {
  name        = "clicks"
  shard_count = 1
  # fail
  encryption_type = "NONE"
}

# pass
resource "aws_kinesis_stream" "kms" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_kinesis_stream" "by_caller" {
  name        = "clicks"
  shard_count = 1
  # unknown
  encryption_type = var.encryption
}
