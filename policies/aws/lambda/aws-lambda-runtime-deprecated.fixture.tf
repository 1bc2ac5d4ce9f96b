variable "runtime" {
  type = string
}

locals {
  runtime = "python3.8"
}

resource "aws_lambda_function" "old" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  filename      = "orders.zip"
  # fail
  runtime = local.runtime
}

# pass
resource "aws_lambda_function" "current" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  filename      = "orders.zip"
  runtime       = "python3.13"
}

# pass
resource "aws_lambda_function" "image" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.0"
}

resource "aws_lambda_function" "by_caller" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  filename      = "orders.zip"
  # unknown
  runtime = var.runtime
}

# pass
resource "aws_lambda_layer_version" "passes_bare" {
}

# pass
resource "aws_lambda_layer_version" "old_and_new" {
  layer_name          = "old_and_new"
  compatible_runtimes = ["python3.6", "python3.13"]
}

resource "aws_lambda_layer_version" "old_only" {
  layer_name = "old_only"
  # fail
  compatible_runtimes = ["python3.6"]
}
