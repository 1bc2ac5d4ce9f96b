variable "tokens" {
  type = string
}

variable "tokens_with_default" {
  type    = string
  default = "optional"
}

# fail
resource "aws_instance" "silent" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
}

resource "aws_instance" "explicit" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
    # fail
    http_tokens = var.tokens_with_default
  }
}

# pass
resource "aws_instance" "version_2" {
  count         = 2
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "required"
  }
}

# A service that is switched off answers nobody.
resource "aws_instance" "switched_off" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "disabled"
  }
}

# The launch template decides, and is judged below.
resource "aws_instance" "from_template" {
  launch_template {
    id = aws_launch_template.dynamic.id
  }
}

resource "aws_instance" "by_caller" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  metadata_options {
    # unknown
    http_tokens = var.tokens
  }
}

resource "aws_launch_template" "optional" {
  name_prefix = "web-"

  metadata_options {
    # fail
    http_tokens = "optional"
  }
}

# pass
resource "aws_launch_template" "dynamic" {
  name_prefix = "web-"

  dynamic "metadata_options" {
    for_each = [{ tokens = "required" }]
    content {
      http_tokens = metadata_options.value.tokens
    }
  }
}

# fail
resource "aws_launch_configuration" "old" {
  image_id      = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"
}

resource "aws_instance" "endpoint_only" {
  ami           = "ami-0a1b2c3d4e5f67890"
  instance_type = "t3.micro"

  # fail
  metadata_options {
    http_put_response_hop_limit = 1
  }
}

# fail
resource "aws_spot_instance_request" "bare" {
}

# pass
resource "aws_instance" "from_template_with_metadata_options_2" {
  launch_template {
    id = aws_launch_template.dynamic.id
  }
  metadata_options {
    http_tokens = "required"
  }
}
