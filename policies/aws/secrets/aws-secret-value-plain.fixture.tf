variable "api_key" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret_version" "literal" {
  secret_id = "shop"
  # fail
  secret_string = "correct-horse-battery"
}

resource "aws_secretsmanager_secret_version" "encoded" {
  secret_id = "shop"
  # fail
  secret_string = jsonencode({ username = "shop", password = "correct-horse-battery" })
}

# The value is set by hand later.
# pass
resource "aws_secretsmanager_secret_version" "placeholder" {
  secret_id     = "shop"
  secret_string = "CHANGE_ME"

  lifecycle {
    ignore_changes = [secret_string]
  }
}

# pass
resource "aws_secretsmanager_secret_version" "empty" {
  secret_id     = "shop"
  secret_string = jsonencode({ webhook = "", token = "" })
}

# pass
resource "aws_secretsmanager_secret_version" "given" {
  secret_id     = "shop"
  secret_string = var.api_key
}

resource "aws_ssm_parameter" "literal" {
  name = "/shop/api_key"
  type = "SecureString"
  # fail
  value = "correct-horse-battery"
}

# A plain parameter is no secret store.
resource "aws_ssm_parameter" "region" {
  name  = "/shop/region"
  type  = "String"
  value = "eu-central-1"
}

# pass
resource "aws_ssm_parameter" "without_value" {
  name = "/shop/api_key"
  type = "SecureString"
}

# pass
resource "aws_ssm_parameter" "says_none" {
  type  = "SecureString"
  value = "none"
}

# pass
resource "aws_secretsmanager_secret_version" "says_none" {
  secret_string = "none"
}

# pass
resource "aws_secretsmanager_secret_version" "says_ops_example_com" {
  secret_string = "ops@example.com"
}

# pass
resource "aws_secretsmanager_secret_version" "says_empty" {
  secret_string = "empty"
}

# pass
resource "aws_secretsmanager_secret_version" "says_default" {
  secret_string = "default"
}

# pass
resource "aws_secretsmanager_secret_version" "says_example" {
  secret_string = "example"
}

# pass
resource "aws_secretsmanager_secret_version" "says_test" {
  secret_string = "test"
}

# pass
resource "aws_secretsmanager_secret_version" "says_x" {
  secret_string = "x"
}

# pass
resource "aws_secretsmanager_secret_version" "says_xx" {
  secret_string = "xx"
}

# pass
resource "aws_secretsmanager_secret_version" "says_xxxx" {
  secret_string = "xxxx"
}

# pass
resource "aws_secretsmanager_secret_version" "says_dash" {
  secret_string = "-"
}

# pass
resource "aws_secretsmanager_secret_version" "says_dot" {
  secret_string = "."
}

resource "aws_secretsmanager_secret_version" "says_hunter2_ops_example_com" {
  # fail
  secret_string = "hunter2 ops@example.com"
}

resource "aws_secretsmanager_secret_version" "says_ops_example_com_1" {
  # fail
  secret_string = "ops@example.com:1"
}

# pass
resource "aws_ssm_parameter" "says_empty" {
  type  = "SecureString"
  value = "empty"
}

# pass
resource "aws_ssm_parameter" "says_default" {
  type  = "SecureString"
  value = "default"
}

# pass
resource "aws_ssm_parameter" "says_example" {
  type  = "SecureString"
  value = "example"
}

# pass
resource "aws_ssm_parameter" "says_test" {
  type  = "SecureString"
  value = "test"
}

# pass
resource "aws_ssm_parameter" "says_x" {
  type  = "SecureString"
  value = "x"
}

# pass
resource "aws_ssm_parameter" "says_xx" {
  type  = "SecureString"
  value = "xx"
}

# pass
resource "aws_ssm_parameter" "says_xxxx" {
  type  = "SecureString"
  value = "xxxx"
}

# pass
resource "aws_ssm_parameter" "says_dash" {
  type  = "SecureString"
  value = "-"
}

# pass
resource "aws_ssm_parameter" "says_dot" {
  type  = "SecureString"
  value = "."
}

# pass
resource "aws_ssm_parameter" "says_ops_example_com" {
  type  = "SecureString"
  value = "ops@example.com"
}

# pass
resource "aws_ssm_parameter" "says_no_value" {
  type  = "SecureString"
  value = "{}"
}

# pass
resource "aws_ssm_parameter" "says_changeme" {
  type  = "SecureString"
  value = "changeme"
}

resource "aws_ssm_parameter" "says_hunter2_ops_example_com" {
  type = "SecureString"
  # fail
  value = "hunter2 ops@example.com"
}

resource "aws_ssm_parameter" "says_ops_example_com_1" {
  type = "SecureString"
  # fail
  value = "ops@example.com:1"
}
