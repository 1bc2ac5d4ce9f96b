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
resource "aws_lambda_layer_version" "old_and_new" {
  layer_name          = "old_and_new"
  compatible_runtimes = ["python3.6", "python3.13"]
}

resource "aws_lambda_layer_version" "old_only" {
  layer_name = "old_only"
  # fail
  compatible_runtimes = ["python3.6"]
}

resource "aws_lambda_function" "of_each" {
  for_each = toset([
    "dotnet5.0",
    "dotnet6",
    "dotnet7",
    "dotnetcore1.0",
    "dotnetcore2.0",
    "dotnetcore2.1",
    "dotnetcore3.1",
    "go1.x",
    "java8",
    "nodejs",
    "nodejs4.3",
    "nodejs4.3-edge",
    "nodejs6.10",
    "nodejs8.10",
    "nodejs10.x",
    "nodejs12.x",
    "nodejs14.x",
    "nodejs16.x",
    "nodejs18.x",
    "nodejs20.x",
    "provided",
    "python2.7",
    "python3.6",
    "python3.7",
    "python3.8",
    "python3.9",
    "ruby2.5",
    "ruby2.7",
    "ruby3.2",
  ])

  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  # fail
  runtime  = each.value
  filename = "orders.zip"
}
