resource "aws_lambda_permission" "url" {
  action        = "lambda:InvokeFunctionUrl"
  function_name = "f"
  # fail
  principal              = "*"
  function_url_auth_type = "NONE"
}
