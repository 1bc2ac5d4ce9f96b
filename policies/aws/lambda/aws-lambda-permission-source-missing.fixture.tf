variable "source_arn" {
  type = string
}

resource "aws_s3_bucket" "uploads" {
  bucket = "example-uploads"
}

# fail
resource "aws_lambda_permission" "any_bucket" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "s3.amazonaws.com"
}

# pass
resource "aws_lambda_permission" "one_bucket" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.uploads.arn
}

# An account is no service.
resource "aws_lambda_permission" "account" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "444455556666"
}

resource "aws_lambda_permission" "by_caller" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "events.amazonaws.com"
  # unknown
  source_arn = var.source_arn
}

resource "aws_lambda_permission" "misspelt_principal" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "s3.amazonaws.comx"
}

# pass
resource "aws_lambda_permission" "token" {
  action             = "lambda:InvokeFunction"
  function_name      = "f"
  principal          = "s3.amazonaws.com"
  event_source_token = "t"
}

# pass
resource "aws_lambda_permission" "organisation" {
  action           = "lambda:InvokeFunction"
  function_name    = "f"
  principal        = "s3.amazonaws.com"
  principal_org_id = "o-1"
}

# pass
resource "aws_lambda_permission" "one_account" {
  action         = "lambda:InvokeFunction"
  function_name  = "orders"
  principal      = "s3.amazonaws.com"
  source_account = "111122223333"
}
