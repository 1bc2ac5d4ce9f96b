resource "aws_ebs_encryption_by_default" "here" {
}

# pass
resource "aws_ebs_volume" "silent" {
  size = 10
}

# pass
resource "aws_ebs_volume" "silent_from_snapshot" {
  snapshot_id = "snap-1"
}

# pass
resource "aws_instance" "silent" {
  root_block_device {
    volume_size = 10
  }
}

# pass
resource "aws_instance" "silent_more" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
  }
}

# pass
resource "aws_instance" "silent_more_from_snapshot" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = "snap-1"
  }
}

# pass
resource "aws_launch_configuration" "silent" {
  root_block_device {
    volume_size = 10
  }
}

# pass
resource "aws_launch_configuration" "silent_more" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
  }
}

# pass
resource "aws_launch_configuration" "silent_more_from_snapshot" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = "snap-1"
  }
}

# pass
resource "aws_instance" "silent_template" {
  launch_template {
    id = "lt-1"
  }

  root_block_device {
    volume_size = 10
  }
}

# pass
resource "aws_launch_template" "silent" {
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 10
    }
  }
}

# pass
resource "aws_launch_template" "silent_from_snapshot" {
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 10
      snapshot_id = "snap-1"
    }
  }
}

# pass
resource "aws_ebs_volume" "shut" {
  size      = 10
  encrypted = true
}

# pass
resource "aws_ebs_volume" "shut_from_snapshot" {
  snapshot_id = "snap-1"
  encrypted   = true
}

# pass
resource "aws_instance" "shut" {
  root_block_device {
    volume_size = 10
    encrypted   = true
  }
}

# pass
resource "aws_instance" "shut_more" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    encrypted   = true
  }
}

# pass
resource "aws_instance" "shut_more_from_snapshot" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = "snap-1"
    encrypted   = true
  }
}

# pass
resource "aws_launch_configuration" "shut" {
  root_block_device {
    volume_size = 10
    encrypted   = true
  }
}

# pass
resource "aws_launch_configuration" "shut_more" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    encrypted   = true
  }
}

# pass
resource "aws_launch_configuration" "shut_more_from_snapshot" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = "snap-1"
    encrypted   = true
  }
}

# pass
resource "aws_instance" "shut_template" {
  launch_template {
    id = "lt-1"
  }

  root_block_device {
    volume_size = 10
    encrypted   = true
  }
}

# pass
resource "aws_launch_template" "shut" {
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 10
      encrypted   = true
    }
  }
}

# pass
resource "aws_launch_template" "shut_from_snapshot" {
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 10
      snapshot_id = "snap-1"
      encrypted   = true
    }
  }
}

resource "aws_ebs_volume" "open" {
  size = 10
  # fail
  encrypted = false
}

resource "aws_ebs_volume" "open_from_snapshot" {
  snapshot_id = "snap-1"
  # fail
  encrypted = false
}

resource "aws_instance" "open" {
  root_block_device {
    volume_size = 10
    # fail
    encrypted = false
  }
}

resource "aws_instance" "open_more" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    # fail
    encrypted = false
  }
}

resource "aws_instance" "open_more_from_snapshot" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = "snap-1"
    # fail
    encrypted = false
  }
}

resource "aws_launch_configuration" "open" {
  root_block_device {
    volume_size = 10
    # fail
    encrypted = false
  }
}

resource "aws_launch_configuration" "open_more" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    # fail
    encrypted = false
  }
}

resource "aws_launch_configuration" "open_more_from_snapshot" {
  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = "snap-1"
    # fail
    encrypted = false
  }
}

resource "aws_instance" "open_template" {
  launch_template {
    id = "lt-1"
  }

  root_block_device {
    volume_size = 10
    # fail
    encrypted = false
  }
}

resource "aws_launch_template" "open" {
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 10
      # fail
      encrypted = false
    }
  }
}

resource "aws_launch_template" "open_from_snapshot" {
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size = 10
      snapshot_id = "snap-1"
      # fail
      encrypted = false
    }
  }
}

# pass
resource "aws_instance" "template_only" {
  launch_template {
    id = "lt-1"
  }
}

# pass
resource "aws_instance" "bare" {
  ami = "ami-1"
}
