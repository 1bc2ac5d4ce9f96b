variable "bucket" {
  type = string
}

# fail
resource "aws_cloudfront_distribution" "silent" {
  enabled = true
}

# pass
resource "aws_cloudfront_distribution" "logged" {
  enabled = true

  logging_config {
    bucket = "example-logs.s3.amazonaws.com"
  }
}

# pass
resource "aws_cloudfront_distribution" "delivered" {
  enabled = true
}

resource "aws_cloudwatch_log_delivery_source" "delivered" {
  name         = "site"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.delivered.arn
}

resource "aws_cloudfront_distribution" "by_caller" {
  enabled = true

  logging_config {
    # unknown
    bucket = var.bucket
  }
}
