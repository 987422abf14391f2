#!/bin/sh
# Makes the fonts that pictures and pages carry, from Debian's fonts-dejavu-core 2.37 (needs python3-fonttools and
# python3-brotli). Kerning and ligatures are left out on purpose: a text's width is then the sum of its advances,
# the same for our own measuring and in every browser.
set -e
from=${1:-/usr/share/fonts/truetype/dejavu}
to=$(dirname "$0")/../main/resources/dev/descent/report/fonts
words="U+0020-007E,U+00A0-017F,U+0300-030C,U+0370-03FF,U+0400-045F,U+1D62-1D6A,U+1E8B,U+2000-2070,U+2071,U+2074-208E,\
U+2090-209C,U+20AC,U+210E,U+2113,U+2115,U+211D,U+2122,U+2190-21FF,U+2200-22FF,U+2308-230B,U+2500-259F,U+25A0-25CF,\
U+2605,U+2606,U+2713,U+2715,U+2717,U+27E8,U+27E9,U+FFFD"
headings="U+0020-007E,U+00A0-00FF,U+0370-03FF,U+1D62-1D6A,U+2010-2027,U+2070,U+2071,U+2074-208E,U+2090-209C,U+2190-2193,\
U+2202,U+2207,U+221A,U+221E,U+2248,U+2260,U+2264,U+2265,U+2295,U+2605,U+FFFD"
subset() {
  for flavour in "" woff2; do
    /usr/bin/python3 -m fontTools.subset "$from/$1.ttf" --unicodes="$2" --no-hinting --layout-features='' \
      --drop-tables+=FFTM,GPOS,GSUB,GDEF,kern,MATH --notdef-outline --no-glyph-names --name-IDs=0,1,2,3,4,5,6,13,14 \
      ${flavour:+--flavor=$flavour} --output-file="$to/$1.${flavour:-ttf}"
  done
}
subset DejaVuSans "$words"
subset DejaVuSans-Bold "$headings"
