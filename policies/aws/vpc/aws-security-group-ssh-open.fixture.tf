variable "admin_cidrs" {
  type    = list(string)
  default = ["203.0.113.0/24", "0.0.0.0/0"]
}

variable "vpn_cidr" {
  type = string
}

locals {
  ssh = 22
}

resource "aws_security_group" "bastion" {
  name        = "bastion"
  description = "Jump host"

  ingress {
    from_port = local.ssh
    to_port   = local.ssh
    protocol  = "tcp"
    # fail
    cidr_blocks = var.admin_cidrs
  }

  # Port 443 to the world is what web servers are for.
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# The two halves of the internet are the internet.
resource "aws_security_group" "halves" {
  name = "halves"

  ingress {
    from_port = 20
    to_port   = 30
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}

resource "aws_security_group" "ipv6" {
  name = "ipv6"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "6"
    cidr_blocks = ["10.0.0.0/8"]
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# Written as an attribute, as older configurations do.
resource "aws_security_group" "attribute" {
  name = "attribute"

  ingress = [
    {
      description = "ssh"
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      # fail
      cidr_blocks      = ["0.0.0.0/0"]
      ipv6_cidr_blocks = []
      prefix_list_ids  = []
      security_groups  = []
      self             = false
    }
  ]
}

# pass
resource "aws_security_group" "office_only" {
  name = "office-only"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.7/32"]
  }
}

# ICMP type 22 is no port.
# pass
resource "aws_security_group" "icmp" {
  name = "icmp"

  ingress {
    from_port   = 8
    to_port     = 0
    protocol    = "icmp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "vpn" {
  name = "vpn"

  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    # unknown
    cidr_blocks = [var.vpn_cidr]
  }
}

# pass
resource "aws_security_group_rule" "ssh" {
  for_each = toset(["198.51.100.0/24", "0.0.0.0/0"])

  type              = "ingress"
  security_group_id = aws_security_group.office_only.id
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  # fail
  cidr_blocks = [each.value]
}

resource "aws_vpc_security_group_ingress_rule" "ssh_v4" {
  count             = 2
  security_group_id = aws_security_group.office_only.id
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "ssh_v6" {
  security_group_id = aws_security_group.office_only.id
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  # fail
  cidr_ipv6 = "::/0"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "from_group" {
  security_group_id            = aws_security_group.office_only.id
  referenced_security_group_id = aws_security_group.bastion.id
  from_port                    = 22
  to_port                      = 22
  ip_protocol                  = "tcp"
}

# SSH is spoken over TCP only.
# pass
resource "aws_security_group" "udp" {
  name = "udp"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "udp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

variable "rules" {
  type = list(object({ port = number, cidr = string }))
}

resource "aws_eip" "office" {}

# pass
resource "aws_security_group" "one_address" {
  name = "one_address"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${aws_eip.office.public_ip}/32"]
  }
}

variable "offices" {
  type = list(string)
}

# Whatever the offices are, the internet is one of them.
resource "aws_security_group" "offices_and_all" {
  name = "offices_and_all"

  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    # fail
    cidr_blocks = concat(var.offices, ["0.0.0.0/0"])
  }
}

resource "aws_security_group" "offices_and_vpn" {
  name = "offices_and_vpn"

  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    # unknown
    cidr_blocks = distinct(concat(["10.0.0.0/8"], var.offices))
  }
}

data "aws_vpc" "here" {
  default = true
}

# A network of AWS is no broader than /16.
# pass
resource "aws_security_group" "network" {
  name = "network"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [data.aws_vpc.here.cidr_block]
  }
}

# pass
resource "aws_security_group_rule" "backwards" {
  for_each = toset(["198.51.100.0/24", "0.0.0.0/0"])

  type              = "ingress"
  security_group_id = aws_security_group.office_only.id
  from_port         = 22
  to_port           = 21
  protocol          = "tcp"
  cidr_blocks       = [each.value]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "backwards_2" {
  security_group_id = aws_security_group.office_only.id
  from_port         = 22
  to_port           = 21
  ip_protocol       = "tcp"
  cidr_ipv6         = "::/0"
}

# pass
resource "aws_default_security_group" "bare" {
}

resource "aws_security_group_rule" "bare_2" {
}

# pass
resource "aws_security_group" "protocol" {
  name = "udp"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "17"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "other_ipv6_cidr_blocks" {
  name = "ipv6"

  ingress {
    from_port        = 22
    to_port          = 22
    protocol         = "6"
    cidr_blocks      = ["10.0.0.0/8"]
    ipv6_cidr_blocks = ["fd00::/8"]
  }
}

# pass
resource "aws_security_group_rule" "over_udp" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 22
  to_port           = 22
  protocol          = "udp"
  cidr_blocks       = ["0.0.0.0/0"]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "over_udp" {
  security_group_id = "sg-1"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "udp"
  cidr_ipv4         = "0.0.0.0/0"
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

# pass
resource "aws_security_group_rule" "every_port" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

# pass
resource "aws_security_group_rule" "over_17" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 22
  to_port           = 22
  protocol          = "17"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "exactly_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# pass
resource "aws_security_group_rule" "private_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "every_port" {
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "over_17" {
  security_group_id = "sg-1"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "17"
  cidr_ipv4         = "0.0.0.0/0"
}
