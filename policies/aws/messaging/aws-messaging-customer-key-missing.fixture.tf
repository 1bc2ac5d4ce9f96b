variable "key" {
  type = string
}

# fail
resource "aws_sns_topic" "silent" {
  name = "orders"
}

resource "aws_sns_topic" "managed" {
  name = "orders"
  # fail
  kms_master_key_id = "alias/aws/sns"
}

# pass
resource "aws_sqs_queue" "own_key" {
  name              = "orders"
  kms_master_key_id = "alias/orders"
}

resource "aws_sqs_queue" "by_caller" {
  name = "orders"
  # unknown
  kms_master_key_id = var.key
}

resource "aws_sns_topic" "kms_master_key_id_alias_aws_sqs" {
  name = "orders"
  # fail
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_kms_key" "of_topic" {
  enable_key_rotation = true
}

# pass
resource "aws_sns_topic" "with_key_of_resource" {
  kms_master_key_id = aws_kms_key.of_topic.arn
}
