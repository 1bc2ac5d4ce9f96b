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

resource "aws_cloudfront_realtime_log_config" "site" {
  name          = "site"
  sampling_rate = 100
  fields        = ["timestamp", "c-ip"]

  endpoint {
    stream_type = "Kinesis"

    kinesis_stream_config {
      role_arn   = "arn:aws:iam::111122223333:role/logs"
      stream_arn = "arn:aws:kinesis:us-east-1:111122223333:stream/logs"
    }
  }
}

# pass
resource "aws_cloudfront_distribution" "streamed" {
  enabled = true

  default_cache_behavior {
    allowed_methods         = ["GET", "HEAD"]
    cached_methods          = ["GET", "HEAD"]
    target_origin_id        = "site"
    viewer_protocol_policy  = "redirect-to-https"
    realtime_log_config_arn = aws_cloudfront_realtime_log_config.site.arn
  }
}
