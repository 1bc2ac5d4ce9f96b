variable "anywhere" {
  type    = list(string)
  default = ["0.0.0.0/0"]
}

variable "office" {
  type = list(string)
}

variable "rules" {
  type = map(object({ from = number, to = number, cidrs = list(string) }))
  default = {
    everything = { from = 0, to = 65535, cidrs = ["0.0.0.0/0"] }
  }
}

resource "aws_security_group" "all_protocols" {
  name = "all-protocols"

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "through_variable" {
  name = "through-variable"

  ingress {
    from_port = 0
    to_port   = 65535
    protocol  = "tcp"
    # fail
    cidr_blocks = var.anywhere
  }
}

resource "aws_security_group" "generated" {
  name = "generated"

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port = ingress.value.from
      to_port   = ingress.value.to
      protocol  = "tcp"
      # fail
      cidr_blocks = ingress.value.cidrs
    }
  }
}

# The IPv6 internet is the internet too.
resource "aws_default_security_group" "ipv6" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "all"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "internal" {
  name = "internal"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# Members of the same group, not the world.
# pass
resource "aws_security_group" "members" {
  name = "members"

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }
}

resource "aws_security_group" "office" {
  name = "office"

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # unknown
    cidr_blocks = var.office
  }
}

resource "aws_security_group_rule" "all" {
  type              = "ingress"
  security_group_id = aws_security_group.internal.id
  from_port         = 0
  to_port           = 65535
  protocol          = "-1"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

# pass
resource "aws_security_group_rule" "from_peer" {
  type                     = "ingress"
  security_group_id        = aws_security_group.internal.id
  source_security_group_id = aws_security_group.members.id
  from_port                = 0
  to_port                  = 65535
  protocol                 = "-1"
}

# Egress is a matter of its own.
resource "aws_security_group_rule" "out" {
  type              = "egress"
  security_group_id = aws_security_group.internal.id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id = aws_security_group.internal.id
  ip_protocol       = "-1"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "prefix_list" {
  security_group_id = aws_security_group.internal.id
  ip_protocol       = "-1"
  prefix_list_id    = "pl-0a1b2c3d"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.internal.id
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_security_group" "without_protocol" {
  name = "office"

  ingress {
    from_port   = 0
    to_port     = 0
    cidr_blocks = var.office
  }
}

# pass
resource "aws_default_security_group" "other_ipv6_cidr_blocks" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    from_port        = 0
    to_port          = 0
    protocol         = "all"
    ipv6_cidr_blocks = ["fd00::/8"]
  }
}

# pass
resource "aws_security_group_rule" "protocol" {
  type              = "ingress"
  security_group_id = aws_security_group.internal.id
  from_port         = 0
  to_port           = 65535
  protocol          = "0"
  cidr_blocks       = ["0.0.0.0/0"]
}

# pass
resource "aws_security_group_rule" "other_cidr_blocks" {
  type              = "ingress"
  security_group_id = aws_security_group.internal.id
  from_port         = 0
  to_port           = 65535
  protocol          = "-1"
  cidr_blocks       = ["10.0.0.0/8"]
}

resource "aws_security_group_rule" "ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# pass
resource "aws_security_group_rule" "private_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

resource "aws_vpc_security_group_ingress_rule" "ipv6" {
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  ip_protocol       = "-1"
  # fail
  cidr_ipv6 = "::/0"
}
