package dev.descent.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/// The type of a kernel's elements, as the code writer needs it.
@SuppressWarnings("ImmutableEnumChecker") // a ClassDesc is immutable
enum Lane {
    FLOAT(ConstantDescs.CD_float, TypeKind.FLOAT, 1, "jdk.incubator.vector.FloatVector", "FloatBody"),
    DOUBLE(ConstantDescs.CD_double, TypeKind.DOUBLE, 2, "jdk.incubator.vector.DoubleVector", "DoubleBody");

    final ClassDesc type;
    final ClassDesc array;
    final TypeKind kind;
    /// How many local variables one value takes.
    final int slots;
    final ClassDesc vector;
    /// The interface that a generated pass implements.
    final ClassDesc body;

    Lane(ClassDesc type, TypeKind kind, int slots, String vector, String body) {
        this.type = type;
        this.array = type.arrayType();
        this.kind = kind;
        this.slots = slots;
        this.vector = ClassDesc.of(vector);
        this.body = ClassDesc.of(Lane.class.getPackageName() + "." + body);
    }

    void constant(CodeBuilder code, double value) {
        switch (this) {
            case FLOAT -> code.loadConstant((float) value);
            case DOUBLE -> code.loadConstant(value);
        }
    }

    void add(CodeBuilder code) {
        switch (this) {
            case FLOAT -> code.fadd();
            case DOUBLE -> code.dadd();
        }
    }

    void subtract(CodeBuilder code) {
        switch (this) {
            case FLOAT -> code.fsub();
            case DOUBLE -> code.dsub();
        }
    }

    void multiply(CodeBuilder code) {
        switch (this) {
            case FLOAT -> code.fmul();
            case DOUBLE -> code.dmul();
        }
    }

    void divide(CodeBuilder code) {
        switch (this) {
            case FLOAT -> code.fdiv();
            case DOUBLE -> code.ddiv();
        }
    }

    void negate(CodeBuilder code) {
        switch (this) {
            case FLOAT -> code.fneg();
            case DOUBLE -> code.dneg();
        }
    }

    /// −1, 0 or 1; `unordered` where one is NaN.
    void compare(CodeBuilder code, int unordered) {
        switch (this) {
            case FLOAT -> code.with(OperatorInstruction
                    .of(unordered > 0 ? Opcode.FCMPG : Opcode.FCMPL));
            case DOUBLE -> code.with(OperatorInstruction
                    .of(unordered > 0 ? Opcode.DCMPG : Opcode.DCMPL));
        }
    }
}
