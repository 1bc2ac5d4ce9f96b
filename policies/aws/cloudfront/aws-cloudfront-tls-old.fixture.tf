variable "version" {
  type = string
}

resource "aws_cloudfront_distribution" "silent" {
  enabled = true

  # fail
  viewer_certificate {
    acm_certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
    ssl_support_method  = "sni-only"
  }
}

resource "aws_cloudfront_distribution" "old" {
  enabled = true

  viewer_certificate {
    acm_certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
    ssl_support_method  = "sni-only"
    # fail
    minimum_protocol_version = "TLSv1.1_2016"
  }
}

# pass
resource "aws_cloudfront_distribution" "current" {
  enabled = true

  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

# CloudFront's own certificate leaves no choice.
resource "aws_cloudfront_distribution" "default_certificate" {
  enabled = true

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "by_caller" {
  enabled = true

  viewer_certificate {
    acm_certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
    ssl_support_method  = "sni-only"
    # unknown
    minimum_protocol_version = var.version
  }
}

resource "aws_cloudfront_distribution" "bare" {
}

resource "aws_cloudfront_distribution" "misspelt_minimum_protocol_version" {
  enabled = true

  viewer_certificate {
    acm_certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
    ssl_support_method  = "sni-only"
    # fail
    minimum_protocol_version = "xTLSv1.2_2021"
  }
}
