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
