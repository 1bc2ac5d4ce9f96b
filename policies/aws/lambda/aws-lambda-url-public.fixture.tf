variable "authorization" {
  type = string
}

resource "aws_lambda_function_url" "public" {
  function_name = "orders"
  # fail
  authorization_type = "NONE"
}

# pass
resource "aws_lambda_function_url" "signed" {
  function_name      = "orders"
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function_url" "by_caller" {
  function_name = "orders"
  # unknown
  authorization_type = var.authorization
}
