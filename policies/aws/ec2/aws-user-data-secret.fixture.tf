variable "script" {
  type = string
}

resource "aws_instance" "key_pair" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  # fail
  user_data = <<-EOT
    #!/bin/bash
    export AWS_ACCESS_KEY_ID=AKIAQ3EXAMPLEKEYX7ZT
    export AWS_SECRET_ACCESS_KEY=9drTJvcXLB89EXAMPLELB8923FB892xMFIkeyY7zq
    /opt/app/start
  EOT
}

# pass
resource "aws_instance" "role" {
  ami                  = "ami-0a1b2c3d4e5f67890"
  instance_type        = "t3.micro"
  iam_instance_profile = "web"

  user_data = <<-EOT
    #!/bin/bash
    DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id db --query SecretString --output text)"
    export DB_PASSWORD
    /opt/app/start
  EOT
}

resource "aws_launch_template" "encoded" {
  name_prefix = "web-"
  # fail
  user_data = base64encode("#!/bin/bash\nexport AWS_ACCESS_KEY_ID=AKIAQ3EXAMPLEKEYX7ZT\n")
}

# Short scripts look like random text in Base64.
# pass
resource "aws_launch_template" "encoded_script" {
  name_prefix = "web-"
  user_data   = base64encode("#!/bin/bash\nyum install -y nginx\nsystemctl enable --now nginx\n")
}

resource "aws_instance" "by_caller" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
  # unknown
  user_data = var.script
}

resource "aws_launch_configuration" "launch_configuration" {
  name_prefix = "web-"
  # fail
  user_data = base64encode("#!/bin/bash\nexport AWS_ACCESS_KEY_ID=AKIAQ3EXAMPLEKEYX7ZT\n")
}

resource "aws_spot_instance_request" "spot_instance_request" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
  # fail
  user_data = base64encode("#!/bin/bash\nexport AWS_ACCESS_KEY_ID=AKIAQ3EXAMPLEKEYX7ZT\n")
}

resource "aws_instance" "token_behind_base64" {
  # fail
  user_data_base64 = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 H4sI"
}

# pass
resource "aws_instance" "archive" {
  user_data = "H4sIAAAAAAAAA8vPVshNzStNLMlRSFHIT8pKTS5RKEgsLs4syc/TUSjJSCxR"
}

resource "aws_instance" "token_behind" {
  # fail
  user_data = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 H4sI"
}

# pass
resource "aws_instance" "archive_base64" {
  user_data_base64 = "H4sIAAAAAAAAA8vPVshNzStNLMlRSFHIT8pKTS5RKEgsLs4syc/TUSjJSCxR"
}
