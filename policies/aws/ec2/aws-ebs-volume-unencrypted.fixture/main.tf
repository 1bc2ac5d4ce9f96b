variable "encrypted" {
  type = bool
}

variable "disks" {
  type = list(object({ name = string, encrypted = optional(bool, false) }))
  default = [
    { name = "/dev/sdf", encrypted = false },
  ]
}

# fail
resource "aws_ebs_volume" "silent" {
  availability_zone = "eu-central-1a"
  size              = 40
}

resource "aws_ebs_volume" "explicit" {
  availability_zone = "eu-central-1a"
  size              = 40
  # fail
  encrypted = false
}

# pass
resource "aws_ebs_volume" "encrypted" {
  availability_zone = "eu-central-1a"
  size              = 40
  encrypted         = true
}

# pass
resource "aws_ebs_volume" "restored" {
  availability_zone = "eu-central-1a"
  snapshot_id       = "snap-0a1b2c3d"
}

resource "aws_ebs_volume" "by_caller" {
  availability_zone = "eu-central-1a"
  size              = 40
  # unknown
  encrypted = var.encrypted
}

# fail
resource "aws_instance" "root_by_default" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
}

resource "aws_instance" "encrypted" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  dynamic "ebs_block_device" {
    for_each = var.disks
    content {
      device_name = ebs_block_device.value.name
      # fail
      encrypted = ebs_block_device.value.encrypted
    }
  }
}

# pass
resource "aws_launch_template" "encrypted" {
  name_prefix = "web-"

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 20
      encrypted   = true
    }
  }
}

resource "aws_launch_template" "plain" {
  name_prefix = "web-"

  block_device_mappings {
    device_name = "/dev/xvda"
    # fail
    ebs {
      volume_size = 20
    }
  }
}

resource "aws_launch_configuration" "plain" {
  image_id      = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  root_block_device {
    # fail
    encrypted = false
  }
}

# fail
resource "aws_spot_instance_request" "bare" {
}

# fail
resource "aws_launch_configuration" "bare" {
}

resource "aws_spot_instance_request" "spot_instance_request" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  dynamic "ebs_block_device" {
    for_each = var.disks
    content {
      device_name = ebs_block_device.value.name
      # fail
      encrypted = ebs_block_device.value.encrypted
    }
  }
}
