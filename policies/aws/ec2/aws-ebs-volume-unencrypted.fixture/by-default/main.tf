# Another account, which encrypts whatever is not told otherwise.
resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

# pass
resource "aws_ebs_volume" "silent" {
  availability_zone = "eu-central-1a"
  size              = 40
}

# pass
resource "aws_instance" "silent" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
}
