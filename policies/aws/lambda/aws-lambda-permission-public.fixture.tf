variable "principal" {
  type = string
}

resource "aws_lambda_permission" "anybody" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  # fail
  principal = "*"
}

# pass
resource "aws_lambda_permission" "organisation" {
  action           = "lambda:InvokeFunction"
  function_name    = "orders"
  principal        = "*"
  principal_org_id = "o-example12345"
}

# pass
resource "aws_lambda_permission" "account" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "444455556666"
}

resource "aws_lambda_permission" "by_caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  # unknown
  principal = var.principal
}

# The open function URL itself is reported, by aws-lambda-url-public.
resource "aws_lambda_function_url" "open" {
  function_name      = "web"
  authorization_type = "NONE"
}

# pass
resource "aws_lambda_permission" "open_url" {
  function_name          = "web"
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "any_account" {
  function_name = "web"
  action        = "lambda:InvokeFunctionUrl"
  # fail
  principal              = "*"
  function_url_auth_type = "AWS_IAM"
}

# pass
resource "aws_lambda_permission" "of_source" {
  action        = "lambda:InvokeFunction"
  function_name = "f"
  principal     = "*"
  source_arn    = "arn:aws:s3:::b"
}

# pass
resource "aws_lambda_permission" "of_account" {
  action         = "lambda:InvokeFunction"
  function_name  = "f"
  principal      = "*"
  source_account = "123456789012"
}
