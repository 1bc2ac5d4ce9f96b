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

# Calls without a key are refused.
# pass
resource "aws_api_gateway_method" "keyed" {
  rest_api_id      = "a1b2c3"
  resource_id      = "d4e5f6"
  http_method      = "POST"
  authorization    = "NONE"
  api_key_required = true
}

# pass
resource "aws_apigatewayv2_route" "with_token" {
  api_id             = "a1b2c3"
  route_key          = "GET /orders"
  authorization_type = "JWT"
  authorizer_id      = "g7h8i9"
}

resource "aws_apigatewayv2_route" "preflight" {
  api_id    = "a1b2c3"
  route_key = "OPTIONS /orders"
}

# fail
resource "aws_apigatewayv2_route" "path_of_options" {
  api_id    = "a1b2c3"
  route_key = "GET /options /all"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "shop"
  protocol_type = "HTTP"
}

# fail
resource "aws_apigatewayv2_route" "everything" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "$default"
}

resource "aws_apigatewayv2_api" "socket" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

# fail
resource "aws_apigatewayv2_route" "connect" {
  api_id    = aws_apigatewayv2_api.socket.id
  route_key = "$connect"
}

resource "aws_apigatewayv2_route" "message" {
  api_id    = aws_apigatewayv2_api.socket.id
  route_key = "sendMessage"
}
