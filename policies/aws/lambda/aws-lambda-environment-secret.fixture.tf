variable "api_key" {
  type      = string
  sensitive = true
}

resource "aws_lambda_function" "literal" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      STAGE = "production"
      # fail
      AWS_SECRET_ACCESS_KEY = "9drTJvcXLB89EXAMPLELB8923FB892xMFIkeyY7zq"
    }
  }
}

resource "aws_lambda_function" "named" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      # fail
      BILLING_DB_PASSWORD = "correct-horse-battery"
    }
  }
}

# pass
resource "aws_lambda_function" "by_path" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      DB_PASSWORD = "/shop/database/password"
    }
  }
}

# pass
resource "aws_lambda_function" "reference" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      STAGE      = "production"
      SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-AbCdEf"
    }
  }
}

# Given at run time, so it stands in no file.
# pass
resource "aws_lambda_function" "by_caller" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      STAGE   = "production"
      API_KEY = var.api_key
    }
  }
}

# pass
resource "aws_lambda_function" "bare" {
}

resource "aws_lambda_function" "misspelt_db_password" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      # fail
      DB_PASSWORD = "x/shop/database/password"
    }
  }
}

resource "aws_lambda_function" "token_under_another_name" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "orders.zip"

  environment {
    variables = {
      # fail
      UPSTREAM = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    }
  }
}
