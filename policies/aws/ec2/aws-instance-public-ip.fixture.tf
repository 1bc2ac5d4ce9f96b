variable "public" {
  type = bool
}

resource "aws_instance" "public" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
  # fail
  associate_public_ip_address = true
}

# pass
resource "aws_instance" "private" {
  ami                         = "ami-0a1b2c3d4e5f67890"
  instance_type               = "t3.micro"
  associate_public_ip_address = false
}

resource "aws_instance" "by_caller" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
  # unknown
  associate_public_ip_address = var.public
}

resource "aws_launch_template" "public" {
  name_prefix = "web-"

  network_interfaces {
    # fail
    associate_public_ip_address = "true"
  }
}

# pass
resource "aws_launch_configuration" "bare" {
}

# pass
resource "aws_launch_template" "without_associate_public_ip_address" {
  name_prefix = "web-"

  network_interfaces {
  }
}
