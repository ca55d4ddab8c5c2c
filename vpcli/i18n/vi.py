"""Vietnamese headings, messages and reasons."""

MESSAGES = {
    # titles and headings
    "title.growth": "Tốc độ tăng so với năm trước",
    "title.attainment": "Tỷ lệ hoàn thành kế hoạch",
    "title.projection": "Mục tiêu và tốc độ tăng cần đạt",
    "title.show": "Số liệu đã nạp",
    "title.datasets": "Bộ số liệu kèm theo",
    "heading.name": "Chỉ tiêu",
    "heading.area": "Địa bàn",
    "heading.indicator": "Mã",
    "heading.unit": "Đơn vị tính",
    "heading.year": "Năm",
    "heading.base_year": "Năm gốc",
    "heading.base": "Kỳ gốc",
    "heading.growth.base": "Năm trước",
    "heading.value": "Thực hiện",
    "heading.show.value": "Giá trị",
    "heading.change": "Tăng, giảm",
    "heading.growth_pct": "Tốc độ tăng",
    "heading.growth_low": "Tốc độ tăng từ",
    "heading.growth_high": "Tốc độ tăng đến",
    "heading.growth_unit": "% hoặc điểm %",
    "heading.method": "Phương pháp",
    "heading.basis": "Cơ sở",
    "heading.status": "Trạng thái",
    "heading.reason": "Lý do",
    "heading.source": "Nguồn",
    "heading.plan": "Kế hoạch",
    "heading.actual": "Thực hiện",
    "heading.gap": "Chênh lệch",
    "heading.attainment_pct": "Hoàn thành kế hoạch",
    "heading.attainment_low": "Hoàn thành từ",
    "heading.attainment_high": "Hoàn thành đến",
    "heading.verdict": "Đánh giá",
    "heading.target": "Mục tiêu",
    "heading.required_growth_pct": "Tốc độ tăng cần đạt",
    "heading.planned_growth_pct": "Kế hoạch đã công bố",
    "heading.agreement": "Đối chiếu",
    "heading.measure": "Loại số liệu",
    "heading.printed": "Đã công bố",
    "heading.low": "Từ",
    "heading.high": "Đến",
    "heading.qualifier": "Từ hạn định",
    "heading.file": "Tệp",
    "heading.line": "Dòng",
    "heading.note": "Ghi chú",
    "heading.dataset": "Bộ số liệu",
    "heading.title": "Tên",
    "heading.indicators": "Số chỉ tiêu",
    "heading.years": "Năm",
    "heading.facts": "Số liệu",
    "heading.published_by": "Nguồn công bố",
    "source": "Nguồn: {text}",
    "previous-year-100": "năm trước = 100",
    # codes put into words
    "code.exceeded": "vượt",
    "code.met": "đạt",
    "code.not-met": "không đạt",
    "code.exact": "khớp",
    "code.within-rounding": "khớp, do làm tròn",
    "code.by-qualifier-only": "chỉ khớp nhờ từ gần, hơn, khoảng",
    "code.disagreement": "không khớp",
    "code.published": "công bố",
    "code.computed": "tính toán",
    "code.implied": "suy ra",
    "code.actual": "thực hiện",
    "code.plan": "kế hoạch",
    "code.growth": "tốc độ tăng",
    "code.planned-growth": "nhiệm vụ kế hoạch",
    "code.attainment": "hoàn thành kế hoạch",
    "qualifier.nearly": "gần",
    "qualifier.more-than": "hơn",
    "qualifier.about": "khoảng",
    "bound.below": "dưới",
    "bound.above": "trên",
    # reasons of a blank
    "reason.no-base-year": "không có số năm trước",
    "reason.no-actual": "không có số thực hiện",
    "reason.no-plan": "không có kế hoạch",
    "reason.zero-base": "kỳ gốc bằng 0",
    "reason.negative-base": "kỳ gốc âm",
    "reason.negative-target": "mục tiêu âm",
    "reason.zero-plan": "kế hoạch bằng 0",
    "reason.negative-plan": "kế hoạch âm",
    "reason.series-break": "gián đoạn dãy số",
    "reason.rate-in-points": "là tỷ lệ: xem chênh lệch",
    "reason.not-a-single-value": "khoảng hoặc giới hạn",
    "reason.conflict": "mâu thuẫn",
    # legend and notes
    "legend.E": "e  ước tính",
    "legend.P": "p  sơ bộ",
    "legend.F": "f  dự báo",
    "legend.B": "b  gián đoạn dãy số",
    "legend.implied": (
        "≈  không công bố: suy ra từ tỷ lệ đã công bố; giá trị thực nằm trong khoảng ghi bên dưới"
    ),
    "legend.conflict": "!  mâu thuẫn với số liệu khác đã công bố",
    "legend.nearly": "<  gần, theo nguồn",
    "legend.more-than": ">  hơn, theo nguồn",
    "legend.about": "~  khoảng, theo nguồn",
    "legend.blank": "–  không công bố và không suy ra được",
    "legend.left-out": "Không hiển thị vì màn hình hẹp: {columns}.",
    "note.targets-elsewhere": "Kế hoạch năm {years} chưa có kết quả: xem vpcli projection.",
    "note.default-data": (
        "vpcli: dùng bộ số liệu kèm theo {name}; hãy ghi tên tệp, hoặc - để đọc đầu vào chuẩn"
    ),
    # errors and warnings
    "error.prefix": "lỗi",
    "warning.prefix": "cảnh báo",
    "error.more": "… và {count} lỗi khác",
    "error.no-such-data": (
        "không có tệp hay bộ số liệu kèm theo nào tên như vậy; xem danh sách bằng vpcli datasets"
    ),
    "error.hint": "có phải ý bạn là {hint}?",
    "error.cannot-read": "không đọc được: {detail}",
    "error.cannot-write": "không ghi được: {detail}; không có gì thay đổi",
    "error.output-is-input": "là tệp đầu vào của lệnh này; dùng --force để ghi đè",
    "error.empty-file": "tệp rỗng; cần bộ số liệu YAML hoặc tệp CSV có dòng tiêu đề",
    "error.no-facts": "không có số liệu; cần ít nhất một số thực hiện, kế hoạch hoặc tỷ lệ",
    "error.bad-encoding": "không đúng bảng mã {encoding}; nêu bảng mã đúng bằng --encoding",
    "error.unknown-encoding": "không biết bảng mã {encoding}; ví dụ utf-8 hoặc windows-1258",
    "error.not-a-number": '"{text}" không phải là số; ví dụ đúng: 13,43 hoặc 13.43',
    "error.number-undecidable": (
        '"{text}" có hai cách đọc; nêu cách viết số: --numbers vi (1.234,5) '
        "hoặc --numbers en (1,234.5), hoặc numbers: trong tệp số liệu"
    ),
    "error.number-mixed": (
        '"{text}" có hai cách đọc, và tệp có số viết theo cả hai kiểu; '
        "nêu cách viết số bằng --numbers vi hoặc --numbers en"
    ),
    "error.number-too-long": '"{text}" quá dài; chỉ đọc tối đa {digits} chữ số',
    "error.number-too-large": '"{text}" có số mũ quá lớn',
    "error.qualified-zero": '"{text}": gần, hơn hoặc khoảng 0 không có nghĩa; hãy ghi một số',
    "error.change-not-level": (
        '"{text}" là mức tăng, giảm, không phải mức đạt được; hãy ghi mức đạt được'
    ),
    "error.range-reversed": '"{text}": đầu khoảng lớn hơn cuối khoảng; ghi số nhỏ trước',
    "error.unit-mismatch": '"{text}" không đổi được sang {unit}; dùng cùng một đơn vị gốc',
    "error.against-format": '"{text}" trái với cách viết số của tệp; số này chỉ có một cách đọc',
    "error.not-a-whole-year": (
        '"{text}" không phải là một năm trọn; chỉ đọc số liệu cả năm, ví dụ 2019'
    ),
    "error.duplicate-year": (
        'hai số khác nhau cho năm {year}: "{first}" ở dòng {line} và "{second}" ở đây; '
        "giữ một số, hoặc ghi nguồn cho từng số"
    ),
    "error.unknown-status": (
        'không biết trạng thái "{text}"; dùng A (chính thức), E (ước tính), P (sơ bộ), '
        "F (dự báo), B (gián đoạn) hoặc O (thiếu)"
    ),
    "error.yaml-syntax": "không đúng cú pháp YAML: {detail}",
    "error.yaml-documents": "tài liệu thứ hai bắt đầu ở đây; một bộ số liệu là một tài liệu",
    "error.yaml-alias": "không hỗ trợ bí danh *{name}; hãy ghi rõ giá trị",
    "error.yaml-tag": "không hỗ trợ thẻ {tag}; mọi giá trị là văn bản thường",
    "error.yaml-depth": "lồng sâu hơn {depth} cấp; một bộ số liệu chỉ cần sáu cấp",
    "error.yaml-key": "khóa phải là văn bản thường",
    "error.duplicate-key": 'khóa "{key}" đã có ở dòng {line}; chỉ giữ một',
    "error.unknown-key": 'không biết khóa "{text}"; ở đây dùng được: {valid}',
    "error.missing-key": 'thiếu khóa "{key}"; hãy thêm vào',
    "error.missing-facts": 'chỉ tiêu {indicator} không có danh sách số liệu; thêm "facts:"',
    "error.not-a-mapping": "{what} phải ghi thành các khóa và giá trị ({valid})",
    "error.not-a-text": "ở đây cần một giá trị, không phải danh sách hay mục con",
    "error.not-a-choice": '"{text}" không thuộc: {valid}',
    "error.not-a-date": '"{text}" không phải là ngày; viết dạng 2020-01-20',
    "error.unknown-source": 'không biết nguồn "{text}"; mô tả nguồn trong mục "sources:"',
    "error.bad-precision": '"{text}" không phải là độ chính xác; ví dụ 0.001 hoặc 100',
    "error.nul-byte": "có ký tự NUL; đây không phải tệp văn bản",
    "error.csv-syntax": "không đúng cú pháp CSV: {detail}; tìm dấu nháy chưa đóng",
    "error.ragged-row": (
        "có {found} ô trong khi tiêu đề có {expected}; đặt ô chứa dấu phân cách trong dấu nháy, "
        "hoặc nêu dấu phân cách bằng --delimiter"
    ),
    "error.duplicate-column": 'cột "{column}" có hai lần; đổi tên hoặc bỏ một cột',
    "error.missing-column": (
        "thiếu cột {missing} (có: {found}); nếu đó không phải tiêu đề, "
        "nêu dấu phân cách bằng --delimiter"
    ),
    "error.unknown-column": "không dùng: {columns}; các cột dùng được: {known}",
    "error.no-indicator": "chỉ tiêu để trống; ghi chỉ tiêu ở mọi dòng",
    "error.unknown-indicator": 'không có chỉ tiêu nào khớp "{text}"; hiện có: {known}',
    "error.unknown-area": 'không có địa bàn nào khớp "{text}"; hiện có: {known}',
    "error.unknown-column-name": 'không có cột "{text}"; hiện có: {known}',
    "error.unknown-format": (
        'không rõ định dạng của "{text}"; nêu bằng --format table, csv hoặc json'
    ),
    "error.nothing-selected": "không còn dòng nào sau --from {first} và --to {last}",
    "error.disk": "không ghi được kết quả: {detail}",
}
