variable "authorization" {
  type = string
}

resource "aws_api_gateway_method" "open" {
  rest_api_id = "a1b2c3"
  resource_id = "d4e5f6"
  http_method = "POST"
  # fail
  authorization = "NONE"
}

# pass
resource "aws_api_gateway_method" "signed" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "OPTIONS"
  authorization = "NONE"
}

# fail
resource "aws_apigatewayv2_route" "open" {
  api_id    = "a1b2c3"
  route_key = "GET /orders"
}

resource "aws_api_gateway_method" "by_caller" {
  rest_api_id = "a1b2c3"
  resource_id = "d4e5f6"
  http_method = "POST"
  # unknown
  authorization = var.authorization
}
