variable "logging" {
  type = bool
}

resource "aws_cloudtrail" "off" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # fail
  enable_logging = false
}

# pass
resource "aws_cloudtrail" "on" {
  name           = "audit"
  s3_bucket_name = "example-audit"
}

resource "aws_cloudtrail" "by_caller" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # unknown
  enable_logging = var.logging
}
