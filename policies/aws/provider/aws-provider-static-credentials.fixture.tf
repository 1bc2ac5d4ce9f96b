variable "secret_key" {
  type      = string
  sensitive = true
}

variable "default_key" {
  type    = string
  default = "AKIAQ3EXAMPLEKEYX7ZT"
}

provider "aws" {
  alias      = "literal"
  region     = "eu-central-1"
  access_key = "AKIAQ3EXAMPLEKEYX7ZT"
  # fail
  secret_key = "9drTJvcXLB89EXAMPLELB8923FB892xMFIkeyY7zq"
}

provider "aws" {
  alias  = "through_default"
  region = "eu-central-1"
  # fail
  access_key = var.default_key
}

# pass
provider "aws" {
  region = "eu-central-1"
}

# A stand-in for AWS on the developer's machine.
# pass
provider "aws" {
  alias      = "localstack"
  region     = "eu-central-1"
  access_key = "test"
  secret_key = "test"
}

# A variable without a default is given at run time.
# pass
provider "aws" {
  alias      = "by_caller"
  region     = "eu-central-1"
  secret_key = var.secret_key
}

provider "aws" {
  alias = "secret_key_3"
  # fail
  secret_key = "mytest"
}

provider "aws" {
  alias = "token_3"
  # fail
  token = "mytest"
}

provider "aws" {
  alias = "secret_key_4"
  # fail
  secret_key = "tests"
}

provider "aws" {
  alias = "token_4"
  # fail
  token = "tests"
}

# pass
provider "aws" {
  alias = "token_2"
  token = "test"
}

provider "aws" {
  alias = "access_key_3"
  # fail
  access_key = "mytest"
}

provider "aws" {
  alias = "access_key_4"
  # fail
  access_key = "tests"
}
