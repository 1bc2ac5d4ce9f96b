variable "key" {
  type = string
}

resource "aws_kms_key" "trail" {
  enable_key_rotation = true
}

# fail
resource "aws_cloudtrail" "silent" {
  name           = "audit"
  s3_bucket_name = "example-audit"
}

# pass
resource "aws_cloudtrail" "encrypted" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  kms_key_id     = aws_kms_key.trail.arn
}

resource "aws_cloudtrail" "by_caller" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # unknown
  kms_key_id = var.key
}
