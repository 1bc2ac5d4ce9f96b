# The plan beside this file was made of it after the name of a database and the zone of a volume were changed.

resource "aws_db_instance" "main" {
  # fail
  identifier        = "main-2"
  engine            = "postgres"
  allocated_storage = 100
}

resource "aws_ebs_volume" "data" {
  # fail
  availability_zone = "eu-west-1b"
  size              = 200

  lifecycle {
    create_before_destroy = true
  }
}

# It is tainted: no attribute forces the replacement.
# fail
resource "azurerm_mssql_server" "main" {
  name    = "main"
  version = "12.0"
}

# pass
resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_17"
}

# pass
resource "aws_efs_file_system" "new" {
  creation_token = "new"
}
