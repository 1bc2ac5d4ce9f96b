variable "visitors" {
  type = string
}

resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port = 80
    to_port   = 80
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "secure_web" {
  name = "secure-web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "http" {
  type              = "ingress"
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 90
  protocol          = "tcp"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "http" {
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
  # unknown
  cidr_ipv4 = var.visitors
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_cidr_ipv4" {
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "backwards" {
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 79
  ip_protocol       = "tcp"
  cidr_ipv4         = var.visitors
}

# pass
resource "aws_security_group_rule" "from_port" {
  type              = "ingress"
  security_group_id = aws_security_group.secure_web.id
  from_port         = 81
  to_port           = 90
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}

# pass
resource "aws_default_security_group" "bare" {
}

resource "aws_security_group_rule" "bare_2" {
}

resource "aws_security_group" "to_port" {
  name = "web"

  ingress {
    from_port = 80
    to_port   = 81
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "other_cidr_blocks" {
  name = "web"

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# pass
resource "aws_security_group_rule" "other_cidr_blocks_2" {
  type              = "ingress"
  security_group_id = aws_security_group.secure_web.id
  from_port         = 80
  to_port           = 90
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_ports" {
  security_group_id = aws_security_group.secure_web.id
  ip_protocol       = "tcp"
  cidr_ipv4         = var.visitors
}

resource "aws_vpc_security_group_ingress_rule" "exactly" {
  security_group_id = "sg-1"
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

# pass
resource "aws_security_group" "every_port" {
  name = "every_port"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "exactly_ipv6" {
  name = "exactly_ipv6"

  ingress {
    from_port = 80
    to_port   = 80
    protocol  = "tcp"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "private_ipv6" {
  name = "private_ipv6"

  ingress {
    from_port        = 80
    to_port          = 80
    protocol         = "tcp"
    ipv6_cidr_blocks = ["fd00::/8"]
  }
}

# pass
resource "aws_security_group_rule" "every_port" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "exactly_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 80
  to_port           = 80
  protocol          = "tcp"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# pass
resource "aws_security_group_rule" "private_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 80
  to_port           = 80
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

resource "aws_vpc_security_group_ingress_rule" "exactly_ipv6" {
  security_group_id = "sg-1"
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
  # fail
  cidr_ipv6 = "::/0"
}
