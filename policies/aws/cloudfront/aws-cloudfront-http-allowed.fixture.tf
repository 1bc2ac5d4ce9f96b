variable "policy" {
  type = string
}

resource "aws_cloudfront_distribution" "plain" {
  enabled = true

  default_cache_behavior {
    target_origin_id = "site"
    allowed_methods  = ["GET", "HEAD"]
    cached_methods   = ["GET", "HEAD"]
    # fail
    viewer_protocol_policy = "allow-all"
  }
}

# pass
resource "aws_cloudfront_distribution" "redirecting" {
  enabled = true

  default_cache_behavior {
    target_origin_id       = "site"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "redirect-to-https"
  }

  ordered_cache_behavior {
    path_pattern           = "/api/*"
    target_origin_id       = "api"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "https-only"
  }
}

resource "aws_cloudfront_distribution" "by_path" {
  enabled = true

  default_cache_behavior {
    target_origin_id       = "site"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "redirect-to-https"
  }

  ordered_cache_behavior {
    path_pattern     = "/old/*"
    target_origin_id = "site"
    allowed_methods  = ["GET", "HEAD"]
    cached_methods   = ["GET", "HEAD"]
    # fail
    viewer_protocol_policy = "allow-all"
  }

  ordered_cache_behavior {
    path_pattern     = "/new/*"
    target_origin_id = "site"
    allowed_methods  = ["GET", "HEAD"]
    cached_methods   = ["GET", "HEAD"]
    # unknown
    viewer_protocol_policy = var.policy
  }
}

resource "aws_cloudfront_distribution" "with_ordered_cache_behavior" {
  enabled = true

  default_cache_behavior {
    target_origin_id = "site"
    allowed_methods  = ["GET", "HEAD"]
    cached_methods   = ["GET", "HEAD"]
    # fail
    viewer_protocol_policy = "allow-all"
  }
  ordered_cache_behavior {
    path_pattern     = "/old/*"
    target_origin_id = "site"
    allowed_methods  = ["GET", "HEAD"]
    cached_methods   = ["GET", "HEAD"]
    # fail
    viewer_protocol_policy = "allow-all"
  }
}
