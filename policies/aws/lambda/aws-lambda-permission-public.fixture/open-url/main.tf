resource "aws_lambda_function_url" "f" {
  function_name      = "f"
  authorization_type = "NONE"
}

# pass
resource "aws_lambda_permission" "url" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = "f"
  principal              = "*"
  function_url_auth_type = "NONE"
}
