variable "peers" {
  type = list(string)
}

resource "aws_default_security_group" "as_aws_makes_it" {
  vpc_id = "vpc-0a1b2c3d"

  # fail
  ingress {
    protocol  = -1
    self      = true
    from_port = 0
    to_port   = 0
  }
}

resource "aws_default_security_group" "outgoing" {
  vpc_id = "vpc-0a1b2c3d"

  # fail
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_default_security_group" "closed" {
  vpc_id = "vpc-0a1b2c3d"
}

resource "aws_default_security_group" "by_caller" {
  vpc_id = "vpc-0a1b2c3d"

  # unknown
  dynamic "ingress" {
    for_each = var.peers
    content {
      from_port   = 443
      to_port     = 443
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
