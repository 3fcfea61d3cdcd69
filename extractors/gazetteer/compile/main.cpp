// Compiles the gazetteer while Rasid itself is built: compile_gazetteer NODE_MODULES OUTPUT. Users have
// `rasid gazetteer build`, which does the same.
#include <iostream>

#include "extractors/gazetteer/compile/compile.h"
#include "extractors/gazetteer/compile/replace_file.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: compile_gazetteer NODE_MODULES OUTPUT\n";
    return 2;
  }
  rasid::gazetteer::Sources sources;
  sources.packages = argv[1];
  auto const compiled = rasid::gazetteer::compile(sources);
  auto const written = compiled ? rasid::gazetteer::replace_file(argv[2], compiled->bytes)
                                : rasid::Result<>(std::unexpected(compiled.error()));
  if (!written) std::cerr << "compile_gazetteer: " << written.error().message() << '\n';
  return written ? 0 : 1;
}
