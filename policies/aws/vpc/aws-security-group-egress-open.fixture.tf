variable "destinations" {
  type = list(string)
}

resource "aws_security_group" "worker" {
  name = "worker"

  egress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "https_only" {
  name = "https-only"

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "out" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# Ingress is a matter of its own.
resource "aws_security_group_rule" "in" {
  type              = "ingress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.https_only.id
  ip_protocol       = "-1"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_security_group_rule" "to_partners" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 65535
  protocol          = "tcp"
  # unknown
  cidr_blocks = var.destinations
}

# pass
resource "aws_vpc_security_group_egress_rule" "bare" {
}

# pass
resource "aws_default_security_group" "bare_2" {
}

# pass
resource "aws_vpc_security_group_egress_rule" "ip_protocol" {
  security_group_id = aws_security_group.https_only.id
  ip_protocol       = "0"
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_security_group" "other_cidr_blocks" {
  name = "worker"

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# pass
resource "aws_security_group_rule" "without_protocol" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_security_group_rule" "other_type" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

# pass
resource "aws_security_group_rule" "other_ipv6_cidr_blocks" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

# pass
resource "aws_security_group_rule" "other_type_other_cidr_blocks" {
  type              = "egress"
  security_group_id = aws_security_group.https_only.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["10.0.0.0/8"]
}

resource "aws_security_group" "ipv6" {
  name = "ipv6"

  egress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "private_ipv6" {
  name = "private_ipv6"

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    ipv6_cidr_blocks = ["fd00::/8"]
  }
}

resource "aws_vpc_security_group_egress_rule" "ipv6" {
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  ip_protocol       = "-1"
  # fail
  cidr_ipv6 = "::/0"
}
