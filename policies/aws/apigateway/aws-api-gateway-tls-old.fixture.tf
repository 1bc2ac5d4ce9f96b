variable "policy" {
  type = string
}

resource "aws_api_gateway_domain_name" "old" {
  domain_name     = "api.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
  # fail
  security_policy = "TLS_1_0"
}

# pass
resource "aws_api_gateway_domain_name" "current" {
  domain_name     = "api.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
  security_policy = "TLS_1_2"
}

resource "aws_api_gateway_domain_name" "by_caller" {
  domain_name     = "api.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"
  # unknown
  security_policy = var.policy
}
