module "silent" {
  source = "./silent"
}

module "bounded" {
  source = "./bounded"
}
