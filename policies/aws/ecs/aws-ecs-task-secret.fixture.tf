variable "definitions" {
  type = string
}

resource "aws_ecs_task_definition" "literal" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.0"
    environment = [
      { name = "AWS_ACCESS_KEY_ID", value = "AKIAQ3EXAMPLEKEYX7ZT" },
      # fail
      { name = "AWS_SECRET_ACCESS_KEY", value = "9drTJvcXLB89EXAMPLELB8923FB892xMFIkeyY7zq" },
    ]
  }])
}

# pass
resource "aws_ecs_task_definition" "reference" {
  family = "orders"
  container_definitions = jsonencode([{
    name    = "orders"
    image   = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.0"
    secrets = [{ name = "DATABASE_URL", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-AbCdEf" }]
  }])
}

resource "aws_ecs_task_definition" "by_caller" {
  family = "orders"
  # unknown
  container_definitions = var.definitions
}

resource "aws_ecs_task_definition" "password" {
  family = "password"
  # fail
  container_definitions = jsonencode([{ name = "web", image = "web:1.4", environment = [{ name = "DB_PASSWORD", value = "hunter2" }] }])
}

# pass
resource "aws_ecs_task_definition" "password_by_reference" {
  family = "password"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "web:1.4"
    environment = [{ name = "DB_PASSWORD", value = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db" }, { name = "LOG", value = "password" }]
    secrets     = [{ name = "DB_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db" }]
  }])
}

resource "aws_ecr_repository" "web" {
  name = "web"
}

# What is not known beside it hides nothing.
resource "aws_ecs_task_definition" "own_image" {
  family = "own_image"
  container_definitions = jsonencode([{
    name  = "web"
    image = "${aws_ecr_repository.web.repository_url}:1.4"
    environment = [
      { name = "REPOSITORY", value = aws_ecr_repository.web.arn },
      # fail
      { name = "DB_PASSWORD", value = "hunter2" },
    ]
  }])
}

# pass
resource "aws_ecs_task_definition" "own_image_only" {
  family = "own_image_only"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "${aws_ecr_repository.web.repository_url}:1.4"
    environment = [{ name = "REPOSITORY", value = aws_ecr_repository.web.arn }]
  }])
}

resource "aws_ecs_task_definition" "key_id_only" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.0"
    environment = [
      # fail
      { name = "AWS_ACCESS_KEY_ID", value = "AKIAQ3EXAMPLEKEYX7ZT" },
      { name = "DIGEST", value = "9drTJvcXLB89EXAMPLELB8923FB892xMFIkeyY7zq" },
    ]
  }])
}

# pass
resource "aws_ecs_task_definition" "misspelt_container_definitions" {
  family                = "password"
  container_definitions = jsonencode([{ name = "web", image = "web:1.4", environment = [{ name = "DB_PASSWORDx", value = "hunter2" }] }])
}

resource "aws_ecs_task_definition" "misspelt_environment" {
  family = "password"
  container_definitions = jsonencode([{
    name  = "web"
    image = "web:1.4"
    # fail
    environment = [{ name = "DB_PASSWORD", value = "xarn:aws:secretsmanager:eu-central-1:123456789012:secret:db" }, { name = "LOG", value = "password" }]
    secrets     = [{ name = "DB_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db" }]
  }])
}

# pass
resource "aws_ecs_task_definition" "resource_in_command" {
  family = "resource_in_command"
  container_definitions = jsonencode([
    { name = "web", command = ["serve", aws_ecs_cluster.of_environment.arn] },
  ])
}

# pass
resource "aws_ecs_task_definition" "resource_in_entry_point" {
  family = "resource_in_entry_point"
  container_definitions = jsonencode([
    { name = "web", entryPoint = ["serve", aws_ecs_cluster.of_environment.arn] },
  ])
}

resource "aws_ecs_task_definition" "token_beside_another" {
  family = "token_beside_another"
  container_definitions = jsonencode([
    # fail
    { name = "web", command = ["ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"] },
    { name = "log", command = ["tail"] },
  ])
}

# pass
resource "aws_ecs_task_definition" "name_in_part" {
  family = "name_in_part"
  container_definitions = jsonencode([
    { name = "web", environment = [{ name = "not.a.PASSWORD", value = "hunter2" }] },
  ])
}

resource "aws_ecs_task_definition" "password_beside_another" {
  family = "password_beside_another"
  container_definitions = jsonencode([
    # fail
    { name = "web", environment = [{ name = "DB_PASSWORD", value = "hunter2" }] },
    { name = "log", environment = [] },
  ])
}

resource "aws_ecs_task_definition" "token_in_entry_point" {
  family = "token_in_entry_point"
  container_definitions = jsonencode([
    # fail
    { name = "web", entryPoint = ["serve", "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"] },
  ])
}

# pass
resource "aws_ecs_task_definition" "harmless_command" {
  family = "harmless_command"
  container_definitions = jsonencode([
    { name = "web", command = ["serve", "--port"] },
  ])
}

# pass
resource "aws_ecs_task_definition" "harmless_entry_point" {
  family = "harmless_entry_point"
  container_definitions = jsonencode([
    { name = "web", entryPoint = ["serve", "--port"] },
  ])
}

resource "aws_ecs_cluster" "of_environment" {
  name = "of_environment"
}

# pass
resource "aws_ecs_task_definition" "resource_in_environment" {
  family = "resource_in_environment"
  container_definitions = jsonencode([
    { name = "web", environment = [{ name = "DB_PASSWORD", value = aws_ecs_cluster.of_environment.arn }] },
  ])
}
