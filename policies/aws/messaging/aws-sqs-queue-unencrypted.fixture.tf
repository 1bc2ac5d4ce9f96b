variable "managed" {
  type = bool
}

resource "aws_sqs_queue" "plain" {
  name = "orders"
  # fail
  sqs_managed_sse_enabled = false
}

# pass
resource "aws_sqs_queue" "default" {
  name = "orders"
}

# pass
resource "aws_sqs_queue" "own_key" {
  name              = "orders"
  kms_master_key_id = "alias/orders"
}

resource "aws_sqs_queue" "by_caller" {
  name = "orders"
  # unknown
  sqs_managed_sse_enabled = var.managed
}

# pass
resource "aws_sqs_queue" "with_kms_master_key_id" {
  name                    = "orders"
  sqs_managed_sse_enabled = false
  kms_master_key_id       = "alias/orders"
}
