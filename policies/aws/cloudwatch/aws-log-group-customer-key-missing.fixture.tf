variable "key" {
  type = string
}

# fail
resource "aws_cloudwatch_log_group" "silent" {
  name = "shop"
}

# pass
resource "aws_cloudwatch_log_group" "encrypted" {
  name       = "shop"
  kms_key_id = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
}

resource "aws_cloudwatch_log_group" "by_caller" {
  name = "shop"
  # unknown
  kms_key_id = var.key
}
